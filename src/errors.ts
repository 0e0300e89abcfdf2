/** The errors of the program: `UserError` is the only kind whose message is shown to a person as it is. */

export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A failure with a stable code for tests and logs, what it was about, and what caused it. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: string;
  readonly context: ErrorContext;

  constructor(code: string, message: string, options: { context?: ErrorContext; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** A mistake that the person at the other end can mend: one clear line that says what was wrong, where, and how to mend it. */
export class UserError extends AppError {
  override readonly name = 'UserError';
  /** What the person could have meant, best first. */
  readonly suggestions: readonly string[];

  constructor(
    code: string,
    message: string,
    options: { context?: ErrorContext; cause?: unknown; suggestions?: readonly string[] } = {},
  ) {
    super(code, message, options);
    this.suggestions = options.suggestions ?? [];
  }
}

/** A value as an error shows it: as JSON, cut where it is long. */
export function shownValue(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

/** What stands at a path inside a value; undefined where nothing does. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
