/** JSON as it came over the wire: the tests look into it as it is and expect what they need. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what is being tested
export type Wire = any
