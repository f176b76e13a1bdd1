import { describe, expect, it } from "vitest";
import { advance, type Lifecycle, movesFrom } from "./lifecycle.ts";

describe("lifecycles", () => {
  type State = "booked" | "checkedIn" | "served" | "cancelled";
  const table = {
    checkIn: { from: ["booked"], to: "checkedIn" },
    serve: { from: ["checkedIn", "booked"], to: "served" },
    cancel: { from: ["booked"], to: "cancelled" },
  } as const satisfies Lifecycle<State>;

  it("lists the moves of a state and takes one", () => {
    expect(movesFrom(table, "booked")).toEqual(["checkIn", "serve", "cancel"]);
    expect(movesFrom(table, "served")).toEqual([]);
    const next: "checkedIn" | undefined = advance(table, "booked", "checkIn");
    expect(next).toBe("checkedIn");
    expect(advance(table, "served", "cancel")).toBeUndefined();
    expect(advance(table, "booked", "constructor" as "cancel")).toBeUndefined();
  });
});
