/** The jobs that somebody follows, each in one panel. */
import type { LiveQueueEvents } from "../live-queue.js";
import { Follower, type Followed, type FollowSource } from "./follow.js";

export class Followers {
  private readonly byId = new Map<string, Follower>();

  constructor(
    private readonly source: FollowSource,
    private readonly events: Pick<LiveQueueEvents, "output" | "jobChanged">,
  ) {}

  /** From the beginning again where it is followed already. */
  begin(followed: Followed): void {
    this.end(followed.id);
    this.byId.set(followed.id, new Follower(this.source, followed, this.events));
  }

  end(id: string): void {
    this.byId.get(id)?.close();
    this.byId.delete(id);
  }

  /** Something in the queue changed. */
  hint(): void {
    for (const follower of this.byId.values()) follower.hint();
  }

  close(): void {
    for (const follower of this.byId.values()) follower.close();
  }
}
