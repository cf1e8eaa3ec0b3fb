const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether what a person typed is an id, and no number, address or code. */
export const isId = (text: string): boolean => ID.test(text)
