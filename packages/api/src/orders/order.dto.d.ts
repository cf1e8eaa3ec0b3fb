import { type Actor, type Order } from '@desideliver/db';
import { z } from 'zod';
/** An order in a list: everything but its lines and history. */
export declare const OrderHeadDto: z.ZodObject<{
    id: z.ZodUUID;
    orderNumber: z.ZodString;
    status: z.ZodEnum<{
        cancelled: "cancelled";
        confirmed: "confirmed";
        delivered: "delivered";
        pending: "pending";
        processing: "processing";
        ready: "ready";
    }>;
    businessName: z.ZodString;
    contactPerson: z.ZodString;
    phoneNumber: z.ZodString;
    deliveryAddress: z.ZodString;
    deliveryInstructions: z.ZodNullable<z.ZodString>;
    preferredDeliveryDate: z.ZodNullable<z.ZodISODate>;
    actualDeliveryDate: z.ZodNullable<z.ZodISODate>;
    subtotal: z.ZodString;
    currency: z.ZodString;
    unpricedLines: z.ZodInt;
    totalQuantity: z.ZodInt;
    canCancel: z.ZodBoolean;
    nextStatuses: z.ZodArray<z.ZodEnum<{
        cancelled: "cancelled";
        confirmed: "confirmed";
        delivered: "delivered";
        pending: "pending";
        processing: "processing";
        ready: "ready";
    }>>;
    createdAt: z.ZodCoercedDate<unknown>;
    updatedAt: z.ZodCoercedDate<unknown>;
}, z.core.$strict>;
export declare const OrderDto: z.ZodObject<{
    id: z.ZodUUID;
    orderNumber: z.ZodString;
    status: z.ZodEnum<{
        cancelled: "cancelled";
        confirmed: "confirmed";
        delivered: "delivered";
        pending: "pending";
        processing: "processing";
        ready: "ready";
    }>;
    businessName: z.ZodString;
    contactPerson: z.ZodString;
    phoneNumber: z.ZodString;
    deliveryAddress: z.ZodString;
    deliveryInstructions: z.ZodNullable<z.ZodString>;
    preferredDeliveryDate: z.ZodNullable<z.ZodISODate>;
    actualDeliveryDate: z.ZodNullable<z.ZodISODate>;
    subtotal: z.ZodString;
    currency: z.ZodString;
    unpricedLines: z.ZodInt;
    totalQuantity: z.ZodInt;
    canCancel: z.ZodBoolean;
    nextStatuses: z.ZodArray<z.ZodEnum<{
        cancelled: "cancelled";
        confirmed: "confirmed";
        delivered: "delivered";
        pending: "pending";
        processing: "processing";
        ready: "ready";
    }>>;
    createdAt: z.ZodCoercedDate<unknown>;
    updatedAt: z.ZodCoercedDate<unknown>;
    lines: z.ZodArray<z.ZodObject<{
        itemCode: z.ZodString;
        name: z.ZodString;
        unit: z.ZodString;
        category: z.ZodString;
        quantity: z.ZodInt;
        price: z.ZodNullable<z.ZodString>;
    }, z.core.$strict>>;
    history: z.ZodArray<z.ZodObject<{
        from: z.ZodNullable<z.ZodEnum<{
            cancelled: "cancelled";
            confirmed: "confirmed";
            delivered: "delivered";
            pending: "pending";
            processing: "processing";
            ready: "ready";
        }>>;
        to: z.ZodEnum<{
            cancelled: "cancelled";
            confirmed: "confirmed";
            delivered: "delivered";
            pending: "pending";
            processing: "processing";
            ready: "ready";
        }>;
        note: z.ZodNullable<z.ZodString>;
        changedBy: z.ZodString;
        createdAt: z.ZodCoercedDate<unknown>;
    }, z.core.$strict>>;
}, z.core.$strict>;
export declare function toOrderHeadDto(order: Order, actor: Actor): z.infer<typeof OrderHeadDto>;
/** @param order with its lines and history loaded, and who made each change */
export declare function toOrderDto(order: Order, actor: Actor): z.infer<typeof OrderDto>;
