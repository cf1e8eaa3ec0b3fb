export declare const listStaffOrders: import("@trpc/server").TRPCQueryProcedure<{
    input: {
        limit?: number | undefined;
        cursor?: string | undefined;
        status?: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready" | undefined;
        search?: string | undefined;
    };
    output: {
        items: {
            id: string;
            orderNumber: string;
            status: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready";
            businessName: string;
            contactPerson: string;
            phoneNumber: string;
            deliveryAddress: string;
            deliveryInstructions: string | null;
            preferredDeliveryDate: string | null;
            actualDeliveryDate: string | null;
            subtotal: string;
            currency: string;
            unpricedLines: number;
            totalQuantity: number;
            canCancel: boolean;
            nextStatuses: ("cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready")[];
            createdAt: Date;
            updatedAt: Date;
        }[];
        nextCursor: string | null;
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
