/** Whether a queue's process answers. */
export type Answering =
  | { readonly kind: "answering" }
  /** It has not answered for a while: its disk hangs, most likely. It goes on by itself. */
  | { readonly kind: "silent"; readonly seconds: number }
  /** It ended by itself and is being started again. */
  | { readonly kind: "restarting"; readonly reason: string };
