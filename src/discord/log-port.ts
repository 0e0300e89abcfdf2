/** The part of a logger that this folder needs; pino's Logger fits it. */

export type LogPort = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
