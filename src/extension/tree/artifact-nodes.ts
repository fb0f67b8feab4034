/** What stands below a job, and below a folder of it: the files and folders that it left. */
import { whileAnsweringOrLogged } from "../queues/answering.js";
import type { ArtifactNode, JobNode, Node } from "./nodes.js";

export async function artifactNodes(parent: JobNode | ArtifactNode): Promise<Node[]> {
  const { queue } = parent;
  const [id, folder] =
    parent.kind === "job" ? [parent.row.id, []] : [parent.id, [...parent.folder, parent.artifact.name]];
  const list = await whileAnsweringOrLogged(queue, () => queue.live.artifacts(id, folder));
  const { artifacts, left } = list ?? { artifacts: [], left: 0 };
  const nodes = artifacts.map((artifact): Node => ({ kind: "artifact", queue, id, folder, artifact, parent }));
  return left === 0 ? nodes : [...nodes, { kind: "leftOut", queue, id, folder, left, parent }];
}
