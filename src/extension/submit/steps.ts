/** Walks through questions that lead on to others and back, and carries what was answered from one to the next. */

/** Asks one question. Whatever it answers, `state` holds all that is known then. */
export type Step<S> = (state: S, place: StepPlace) => Promise<Outcome<S>>;

export interface StepPlace {
  /** Which question of the way it is, from 1 on. */
  readonly number: number;
  /** Whether one came before it. */
  readonly canGoBack: boolean;
}

export type Outcome<S> =
  | { readonly go: "on"; readonly to: Step<S>; readonly state: S }
  | { readonly go: "back"; readonly state: S }
  | { readonly go: "done"; readonly state: S }
  /** The person has left. */
  | { readonly go: "away" };

/** Undefined when the person has left. */
export async function runSteps<S>(first: Step<S>, start: S): Promise<S | undefined> {
  const way = [first];
  let state = start;
  for (;;) {
    const step = way.at(-1);
    if (step === undefined) return undefined;
    const outcome = await step(state, { number: way.length, canGoBack: way.length > 1 });
    if (outcome.go === "away") return undefined;
    state = outcome.state;
    if (outcome.go === "done") return state;
    if (outcome.go === "on") way.push(outcome.to);
    else way.pop();
  }
}
