import type { User } from '@desideliver/db';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PgBoss } from '@desideliver/jobs';
export interface SignedIn {
    user: User;
    sessionId: string;
}
/** What one request works with. The same for tRPC and REST, and for every call of a batch. */
export interface Context {
    /** Its own entity manager, forked for the request. */
    em: EntityManager;
    boss: PgBoss;
    now: () => Date;
    /** IANA name of the zone the business keeps its calendar in. */
    timeZone: string;
    requestId: string;
    log: {
        error: (details: object, message: string) => void;
    };
    /** The client's `Idempotency-Key`, if it sent one. */
    idempotencyKey: string | null;
    /** Who asks, or null. The session is looked up once, and only when a procedure wants to know. */
    signedIn: () => Promise<SignedIn | null>;
}
