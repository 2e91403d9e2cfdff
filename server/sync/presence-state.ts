import { z } from 'zod';

/** Who is shown: taken from the session, whatever the client says. */
export interface PresentUser {
  readonly id: string;
  readonly name: string;
}

/** The state of a client that left. */
export const GONE = 'null';

/** As a client sends it. */
const MAX_STATE = 1024;
/** With who it is, as servers tell each other. */
const MAX_TOLD = 2 * MAX_STATE;

const whereSchema = z.object({
  cell: z.string().max(300).nullish(),
  selection: z.unknown().optional(),
  typing: z.union([z.string().max(200), z.boolean()]).nullish(),
  sheet: z.string().max(64).nullish(),
});

const toldSchema = whereSchema.extend({
  user: z.object({
    id: z.string().min(1).max(64),
    name: z.string().max(300),
    colour: z.string().regex(/^([1-9]|1[0-2])$/),
  }),
});

type Where = z.infer<typeof whereSchema>;

/** What a client says of itself as the state to tell the others, in JSON; undefined where it is none. */
export function readState(json: string, user: PresentUser, colour: number | undefined): string | undefined {
  if (json.length > MAX_STATE) return undefined;
  const parsed = whereSchema.nullable().safeParse(parse(json));
  if (!parsed.success) return undefined;
  if (parsed.data === null) return GONE;
  const state = stateOf(user, Number(colour), parsed.data);
  // Written again a number may be longer than it was sent (1e20), and no other server would take it.
  return state.length > MAX_TOLD ? undefined : state;
}

export interface ToldState {
  readonly user: PresentUser;
  readonly colour: number;
  readonly json: string;
}

/** A state as another server tells it; undefined where it is none. */
export function readTold(json: string): ToldState | undefined {
  if (json.length > MAX_TOLD) return undefined;
  const parsed = toldSchema.safeParse(parse(json));
  if (!parsed.success) return undefined;
  const { user, ...where } = parsed.data;
  const colour = Number(user.colour);
  return { user, colour, json: stateOf(user, colour, where) };
}

/** The same state in another colour. */
export function recolour(json: string, colour: number): string {
  const told = readTold(json);
  return told ? stateOf(told.user, colour, toldSchema.parse(parse(told.json))) : json;
}

function stateOf({ id, name }: PresentUser, colour: number, { cell, selection, typing, sheet }: Where): string {
  return JSON.stringify({ user: { id, name, colour: String(colour) }, cell, selection, typing, sheet });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
