import { z } from 'zod';
/** An address people type by hand: trimmed and in lower case, since it is one account however it is typed. */
export declare const email: z.ZodPipe<z.ZodString, z.ZodEmail>;
export declare const password: z.ZodString;
/** A US number however it is written, or an international one with its `+`; stored as E.164. */
export declare const phoneNumber: z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>;
/** The business behind an account. */
export declare const businessFields: {
    firstName: z.ZodString;
    lastName: z.ZodString;
    businessName: z.ZodString;
    businessType: z.ZodEnum<{
        catering: "catering";
        other: "other";
        restaurant: "restaurant";
        store: "store";
    }>;
    phoneNumber: z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>;
    addressLine1: z.ZodString;
    addressLine2: z.ZodOptional<z.ZodString>;
    city: z.ZodString;
    state: z.ZodString;
    zipCode: z.ZodString;
    taxId: z.ZodOptional<z.ZodString>;
    businessLicense: z.ZodOptional<z.ZodString>;
};
