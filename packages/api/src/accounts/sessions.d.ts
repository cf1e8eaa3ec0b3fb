import { User } from '@desideliver/db';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Lucia } from 'lucia';
import type { SignedIn } from '../context.ts';
declare module 'lucia' {
    interface Register {
        Lucia: ReturnType<typeof createLucia>;
        DatabaseSessionAttributes: {
            createdAt: Date;
        };
        DatabaseUserAttributes: {
            entity: User;
        };
    }
}
export interface NewSession {
    /** 256 random bits, shown once: only its hash is stored. */
    token: string;
    expiresAt: Date;
}
/** Opens a session for someone who has proved who they are. */
export declare function openSession(em: EntityManager, userId: string, now: Date): Promise<NewSession>;
/** Whose token this is, or null: unknown, expired, or of a disabled user. */
export declare function findSession(em: EntityManager, token: string, now: Date): Promise<SignedIn | null>;
export declare function closeSession(em: EntityManager, sessionId: string): Promise<void>;
declare function createLucia(em: EntityManager): Lucia<{
    createdAt: Date;
}, {
    entity: User;
}>;
export {};
