/** Types of html-encoding-sniffer 4, which brings none. */
declare module 'html-encoding-sniffer' {
  /** The canonical name of the encoding that a browser would read these bytes in. */
  function htmlEncodingSniffer(
    bytes: Uint8Array,
    options?: { transportLayerEncodingLabel?: string; defaultEncoding?: string },
  ): string;
  export = htmlEncodingSniffer;
}
