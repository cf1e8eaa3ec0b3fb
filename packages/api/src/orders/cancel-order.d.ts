export declare const cancelOrder: import("@trpc/server").TRPCMutationProcedure<{
    input: {
        id: string;
        reason?: string | undefined;
    };
    output: {
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
        lines: {
            itemCode: string;
            name: string;
            unit: string;
            category: string;
            quantity: number;
            price: string | null;
        }[];
        history: {
            from: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready" | null;
            to: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready";
            note: string | null;
            changedBy: string;
            createdAt: Date;
        }[];
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
