interface CustodyFinding {
  readonly what: string;
  readonly item?: string;
  readonly seq?: number;
}
export function verifyCustody(
  file: Buffer,
  key: string | null,
): {
  readonly findings: readonly CustodyFinding[];
  readonly items: number;
  readonly entries: number;
  readonly stamped: number;
  readonly key: string | null;
};
export function run(args: readonly string[], language: 'en' | 'fr', write: (line: string) => void): number;
