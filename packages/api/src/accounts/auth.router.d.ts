export declare const authRouter: {
    register: import("@trpc/server").TRPCMutationProcedure<{
        input: {
            firstName: string;
            lastName: string;
            businessName: string;
            businessType: "catering" | "other" | "restaurant" | "store";
            phoneNumber: string;
            addressLine1: string;
            addressLine2?: string | undefined;
            city: string;
            state: string;
            zipCode: string;
            taxId?: string | undefined;
            businessLicense?: string | undefined;
            email: string;
            password: string;
        };
        output: {
            token: string;
            expiresAt: Date;
            user: {
                id: string;
                email: string;
                firstName: string;
                lastName: string;
                businessName: string;
                businessType: "catering" | "other" | "restaurant" | "store";
                phoneNumber: string;
                addressLine1: string;
                addressLine2: string | null;
                city: string;
                state: string;
                zipCode: string;
                taxId: string | null;
                businessLicense: string | null;
                role: "admin" | "customer" | "staff";
                verifiedBusinessAt: Date | null;
                emailVerifiedAt: Date | null;
                createdAt: Date;
            };
        };
        meta: import("../meta.ts").ApiMeta;
        errorShape: {
            code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
            message: string;
            data: {
                code: string;
                message: string;
                requestId: string;
                issues?: {
                    path: string;
                    message: string;
                }[] | undefined;
                httpStatus: number;
            };
        };
    }>;
    login: import("@trpc/server").TRPCMutationProcedure<{
        input: {
            email: string;
            password: string;
        };
        output: {
            token: string;
            expiresAt: Date;
            user: {
                id: string;
                email: string;
                firstName: string;
                lastName: string;
                businessName: string;
                businessType: "catering" | "other" | "restaurant" | "store";
                phoneNumber: string;
                addressLine1: string;
                addressLine2: string | null;
                city: string;
                state: string;
                zipCode: string;
                taxId: string | null;
                businessLicense: string | null;
                role: "admin" | "customer" | "staff";
                verifiedBusinessAt: Date | null;
                emailVerifiedAt: Date | null;
                createdAt: Date;
            };
        };
        meta: import("../meta.ts").ApiMeta;
        errorShape: {
            code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
            message: string;
            data: {
                code: string;
                message: string;
                requestId: string;
                issues?: {
                    path: string;
                    message: string;
                }[] | undefined;
                httpStatus: number;
            };
        };
    }>;
    logout: import("@trpc/server").TRPCMutationProcedure<{
        input: void;
        output: {
            signedOut: true;
        };
        meta: import("../meta.ts").ApiMeta;
        errorShape: {
            code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
            message: string;
            data: {
                code: string;
                message: string;
                requestId: string;
                issues?: {
                    path: string;
                    message: string;
                }[] | undefined;
                httpStatus: number;
            };
        };
    }>;
    profile: import("@trpc/server").TRPCQueryProcedure<{
        input: void;
        output: {
            id: string;
            email: string;
            firstName: string;
            lastName: string;
            businessName: string;
            businessType: "catering" | "other" | "restaurant" | "store";
            phoneNumber: string;
            addressLine1: string;
            addressLine2: string | null;
            city: string;
            state: string;
            zipCode: string;
            taxId: string | null;
            businessLicense: string | null;
            role: "admin" | "customer" | "staff";
            verifiedBusinessAt: Date | null;
            emailVerifiedAt: Date | null;
            createdAt: Date;
        };
        meta: import("../meta.ts").ApiMeta;
        errorShape: {
            code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
            message: string;
            data: {
                code: string;
                message: string;
                requestId: string;
                issues?: {
                    path: string;
                    message: string;
                }[] | undefined;
                httpStatus: number;
            };
        };
    }>;
};
