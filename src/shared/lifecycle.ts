/**
 * Lifecycles are tables that server, faces and tests read alike (shared design §4):
 * `{ checkIn: { from: ["booked"], to: "checkedIn" } } as const satisfies Lifecycle<State>`.
 */
export type Lifecycle<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State }>>;

/** Names of the moves of a table. */
export type MoveOf<Table extends Lifecycle<string>> = keyof Table & string;

/** The moves that leave `state`, in the table's order; empty for an end state. */
export function movesFrom<Table extends Lifecycle<string>>(table: Table, state: string): MoveOf<Table>[] {
  return (Object.keys(table) as MoveOf<Table>[]).filter((move) => table[move]!.from.includes(state));
}

/** The state after `move`, or undefined when the table does not allow it from `state`. */
export function advance<Table extends Lifecycle<string>, Move extends MoveOf<Table>>(
  table: Table,
  state: string,
  move: Move,
): Table[Move]["to"] | undefined {
  // Own keys only: a move's name may come from a request ("constructor").
  const row = Object.hasOwn(table, move) ? table[move] : undefined;
  return row?.from.includes(state) ? row.to : undefined;
}
