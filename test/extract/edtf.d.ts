/** The package has no types of its own; the tests only ask whether an expression is valid. */
declare module 'edtf' {
  const edtf: (expression: string) => unknown;

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export { edtf as default };
}
