/** What JSON and UBJSON hold. Objects are maps: no key of a file reaches a prototype. */
export type Json = null | boolean | number | string | JsonArray | JsonObject
export type JsonArray = readonly Json[]
export type JsonObject = ReadonlyMap<string, Json>
