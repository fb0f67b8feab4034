/**
 * The inode numbers that one client of sshfs tells: FUSE numbers the names that it sees. A number goes with a name that
 * this client changes, and stays with one under which others have put another file.
 */
export class NameNumbers {
  private readonly numbers = new Map<string, number>();
  private last = 0;

  of(path: string): number {
    const number = this.numbers.get(path) ?? ++this.last;
    this.numbers.set(path, number);
    return number;
  }

  moved(from: string, to: string): void {
    for (const [path, number] of [...this.numbers]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.numbers.delete(path);
      this.numbers.set(to + path.slice(from.length), number);
    }
  }

  removed(path: string): void {
    this.numbers.delete(path);
  }
}
