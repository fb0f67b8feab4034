// For `dirq worker`: runs jobs that do nothing, so that only what the worker itself does is left.
export default class EmptyWorker {
  accepts() {
    return true;
  }

  processJob() {
    return {};
  }
}
