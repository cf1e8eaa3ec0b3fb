import { type User } from '@desideliver/db';
import { z } from 'zod';
export declare const UserDto: z.ZodObject<{
    id: z.ZodUUID;
    email: z.ZodString;
    firstName: z.ZodString;
    lastName: z.ZodString;
    businessName: z.ZodString;
    businessType: z.ZodEnum<{
        catering: "catering";
        other: "other";
        restaurant: "restaurant";
        store: "store";
    }>;
    phoneNumber: z.ZodString;
    addressLine1: z.ZodString;
    addressLine2: z.ZodNullable<z.ZodString>;
    city: z.ZodString;
    state: z.ZodString;
    zipCode: z.ZodString;
    taxId: z.ZodNullable<z.ZodString>;
    businessLicense: z.ZodNullable<z.ZodString>;
    role: z.ZodEnum<{
        admin: "admin";
        customer: "customer";
        staff: "staff";
    }>;
    verifiedBusinessAt: z.ZodNullable<z.ZodCoercedDate<unknown>>;
    emailVerifiedAt: z.ZodNullable<z.ZodCoercedDate<unknown>>;
    createdAt: z.ZodCoercedDate<unknown>;
}, z.core.$strict>;
export declare const SignInDto: z.ZodObject<{
    token: z.ZodString;
    expiresAt: z.ZodCoercedDate<unknown>;
    user: z.ZodObject<{
        id: z.ZodUUID;
        email: z.ZodString;
        firstName: z.ZodString;
        lastName: z.ZodString;
        businessName: z.ZodString;
        businessType: z.ZodEnum<{
            catering: "catering";
            other: "other";
            restaurant: "restaurant";
            store: "store";
        }>;
        phoneNumber: z.ZodString;
        addressLine1: z.ZodString;
        addressLine2: z.ZodNullable<z.ZodString>;
        city: z.ZodString;
        state: z.ZodString;
        zipCode: z.ZodString;
        taxId: z.ZodNullable<z.ZodString>;
        businessLicense: z.ZodNullable<z.ZodString>;
        role: z.ZodEnum<{
            admin: "admin";
            customer: "customer";
            staff: "staff";
        }>;
        verifiedBusinessAt: z.ZodNullable<z.ZodCoercedDate<unknown>>;
        emailVerifiedAt: z.ZodNullable<z.ZodCoercedDate<unknown>>;
        createdAt: z.ZodCoercedDate<unknown>;
    }, z.core.$strict>;
}, z.core.$strict>;
export declare function toUserDto(user: User): z.infer<typeof UserDto>;
