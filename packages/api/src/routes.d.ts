/** Everything that can be asked. A new feature adds its line here. */
export declare const routes: {
    auth: {
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
    products: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                search?: string | undefined;
                category?: string | undefined;
                availability?: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock" | undefined;
                brand?: string | undefined;
                featured?: boolean | undefined;
                sort?: "-name" | "itemCode" | "name" | "newest" | undefined;
            };
            output: {
                items: {
                    id: string;
                    itemCode: string;
                    name: string;
                    description: string;
                    category: {
                        id: string;
                        name: string;
                        slug: string;
                    };
                    brand: string | null;
                    origin: string | null;
                    featured: boolean;
                    active: boolean;
                    orderUnit: string;
                    minOrderQuantity: number;
                    orderMultiple: number;
                    pack: {
                        unitsPerCase: number | null;
                        unitSize: string | null;
                        unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                    } | null;
                    price: string | null;
                    currency: string;
                    stockQuantity: number | null;
                    availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                    version: number;
                }[];
                nextCursor: string | null;
            };
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                itemCode: string;
                name: string;
                description: string;
                category: {
                    id: string;
                    name: string;
                    slug: string;
                };
                brand: string | null;
                origin: string | null;
                featured: boolean;
                active: boolean;
                orderUnit: string;
                minOrderQuantity: number;
                orderMultiple: number;
                pack: {
                    unitsPerCase: number | null;
                    unitSize: string | null;
                    unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                } | null;
                price: string | null;
                currency: string;
                stockQuantity: number | null;
                availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                version: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        import: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                csv: string;
                dryRun?: boolean | undefined;
            };
            output: {
                rows: number;
                created: number;
                updated: number;
                unchanged: number;
                merged: number;
                quarantined: number;
                issues: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
                notes: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    categories: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                items: {
                    id: string;
                    name: string;
                    slug: string;
                    description: string;
                    active: boolean;
                    productCount: number;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    cart: {
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        summary: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                lineCount: number;
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
                orderable: boolean;
            };
            meta: import("./meta.ts").ApiMeta;
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
        add: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                productId: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
    orders: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                deliveryAddress?: string | undefined;
                deliveryInstructions?: string | undefined;
                preferredDeliveryDate?: string | undefined;
                businessName?: string | undefined;
                contactPerson?: string | undefined;
                phoneNumber?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                status?: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready" | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
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
            meta: import("./meta.ts").ApiMeta;
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
        cancel: import("@trpc/server").TRPCMutationProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        listAll: import("@trpc/server").TRPCQueryProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        changeStatus: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                status: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready";
                note?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
};
export declare const appRouter: import("@trpc/server").TRPCBuiltRouter<{
    ctx: import("./context.ts").Context;
    meta: import("./meta.ts").ApiMeta;
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
    transformer: true;
}, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
    auth: {
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
    products: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                search?: string | undefined;
                category?: string | undefined;
                availability?: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock" | undefined;
                brand?: string | undefined;
                featured?: boolean | undefined;
                sort?: "-name" | "itemCode" | "name" | "newest" | undefined;
            };
            output: {
                items: {
                    id: string;
                    itemCode: string;
                    name: string;
                    description: string;
                    category: {
                        id: string;
                        name: string;
                        slug: string;
                    };
                    brand: string | null;
                    origin: string | null;
                    featured: boolean;
                    active: boolean;
                    orderUnit: string;
                    minOrderQuantity: number;
                    orderMultiple: number;
                    pack: {
                        unitsPerCase: number | null;
                        unitSize: string | null;
                        unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                    } | null;
                    price: string | null;
                    currency: string;
                    stockQuantity: number | null;
                    availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                    version: number;
                }[];
                nextCursor: string | null;
            };
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                itemCode: string;
                name: string;
                description: string;
                category: {
                    id: string;
                    name: string;
                    slug: string;
                };
                brand: string | null;
                origin: string | null;
                featured: boolean;
                active: boolean;
                orderUnit: string;
                minOrderQuantity: number;
                orderMultiple: number;
                pack: {
                    unitsPerCase: number | null;
                    unitSize: string | null;
                    unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                } | null;
                price: string | null;
                currency: string;
                stockQuantity: number | null;
                availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                version: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        import: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                csv: string;
                dryRun?: boolean | undefined;
            };
            output: {
                rows: number;
                created: number;
                updated: number;
                unchanged: number;
                merged: number;
                quarantined: number;
                issues: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
                notes: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    categories: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                items: {
                    id: string;
                    name: string;
                    slug: string;
                    description: string;
                    active: boolean;
                    productCount: number;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    cart: {
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        summary: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                lineCount: number;
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
                orderable: boolean;
            };
            meta: import("./meta.ts").ApiMeta;
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
        add: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                productId: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
    orders: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                deliveryAddress?: string | undefined;
                deliveryInstructions?: string | undefined;
                preferredDeliveryDate?: string | undefined;
                businessName?: string | undefined;
                contactPerson?: string | undefined;
                phoneNumber?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                status?: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready" | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
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
            meta: import("./meta.ts").ApiMeta;
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
        cancel: import("@trpc/server").TRPCMutationProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        listAll: import("@trpc/server").TRPCQueryProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        changeStatus: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                status: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready";
                note?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
}>>;
export declare const createCaller: import("@trpc/server").TRPCRouterCaller<{
    ctx: import("./context.ts").Context;
    meta: import("./meta.ts").ApiMeta;
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
    transformer: true;
}, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
    auth: {
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
            meta: import("./meta.ts").ApiMeta;
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
    products: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                search?: string | undefined;
                category?: string | undefined;
                availability?: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock" | undefined;
                brand?: string | undefined;
                featured?: boolean | undefined;
                sort?: "-name" | "itemCode" | "name" | "newest" | undefined;
            };
            output: {
                items: {
                    id: string;
                    itemCode: string;
                    name: string;
                    description: string;
                    category: {
                        id: string;
                        name: string;
                        slug: string;
                    };
                    brand: string | null;
                    origin: string | null;
                    featured: boolean;
                    active: boolean;
                    orderUnit: string;
                    minOrderQuantity: number;
                    orderMultiple: number;
                    pack: {
                        unitsPerCase: number | null;
                        unitSize: string | null;
                        unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                    } | null;
                    price: string | null;
                    currency: string;
                    stockQuantity: number | null;
                    availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                    version: number;
                }[];
                nextCursor: string | null;
            };
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                itemCode: string;
                name: string;
                description: string;
                category: {
                    id: string;
                    name: string;
                    slug: string;
                };
                brand: string | null;
                origin: string | null;
                featured: boolean;
                active: boolean;
                orderUnit: string;
                minOrderQuantity: number;
                orderMultiple: number;
                pack: {
                    unitsPerCase: number | null;
                    unitSize: string | null;
                    unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                } | null;
                price: string | null;
                currency: string;
                stockQuantity: number | null;
                availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                version: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        import: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                csv: string;
                dryRun?: boolean | undefined;
            };
            output: {
                rows: number;
                created: number;
                updated: number;
                unchanged: number;
                merged: number;
                quarantined: number;
                issues: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
                notes: {
                    row: number;
                    itemCode: string;
                    reason: string;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    categories: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                items: {
                    id: string;
                    name: string;
                    slug: string;
                    description: string;
                    active: boolean;
                    productCount: number;
                }[];
            };
            meta: import("./meta.ts").ApiMeta;
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
    cart: {
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        summary: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                lineCount: number;
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
                orderable: boolean;
            };
            meta: import("./meta.ts").ApiMeta;
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
        add: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                productId: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                quantity: number;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                id: string;
                lines: {
                    id: string;
                    product: {
                        id: string;
                        itemCode: string;
                        name: string;
                        description: string;
                        category: {
                            id: string;
                            name: string;
                            slug: string;
                        };
                        brand: string | null;
                        origin: string | null;
                        featured: boolean;
                        active: boolean;
                        orderUnit: string;
                        minOrderQuantity: number;
                        orderMultiple: number;
                        pack: {
                            unitsPerCase: number | null;
                            unitSize: string | null;
                            unit: "g" | "gal" | "kg" | "l" | "lb" | "ml" | "oz" | "pc" | null;
                        } | null;
                        price: string | null;
                        currency: string;
                        stockQuantity: number | null;
                        availability: "confirm_on_order" | "in_stock" | "low_stock" | "out_of_stock";
                        version: number;
                    };
                    quantity: number;
                    orderable: boolean;
                    reason: string | null;
                }[];
                totalQuantity: number;
                subtotal: string;
                unpricedLines: number;
            };
            meta: import("./meta.ts").ApiMeta;
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
    orders: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                deliveryAddress?: string | undefined;
                deliveryInstructions?: string | undefined;
                preferredDeliveryDate?: string | undefined;
                businessName?: string | undefined;
                contactPerson?: string | undefined;
                phoneNumber?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                status?: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready" | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
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
            meta: import("./meta.ts").ApiMeta;
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
        cancel: import("@trpc/server").TRPCMutationProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        listAll: import("@trpc/server").TRPCQueryProcedure<{
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
            meta: import("./meta.ts").ApiMeta;
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
        changeStatus: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                status: "cancelled" | "confirmed" | "delivered" | "pending" | "processing" | "ready";
                note?: string | undefined;
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
            meta: import("./meta.ts").ApiMeta;
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
}>>;
