export declare const login: import("@trpc/server").TRPCMutationProcedure<{
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
