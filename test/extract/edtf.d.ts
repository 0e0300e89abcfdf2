/** The package has no types of its own; the tests only ask whether an expression is valid. */
declare module 'edtf' {
  const edtf: (expression: string) => unknown;

  export { edtf as default };
}
