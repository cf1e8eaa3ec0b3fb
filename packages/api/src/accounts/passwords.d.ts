/** Hashes a password for storing; salt and cost travel inside the hash. */
export declare const hashPassword: (password: string) => Promise<string>;
/** Whether the password is the one behind the hash. Without a hash the answer is no, and takes as long. */
export declare function passwordMatches(passwordHash: string | null, password: string): Promise<boolean>;
