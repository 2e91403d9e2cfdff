/** Peak memory of this process over what it was at the start, in bytes. */
export function watchRss(): { peak(): number; stop(): number } {
  const start = process.memoryUsage.rss();
  let peak = start;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    peak() {
      look();
      return peak - start;
    },
    stop() {
      clearInterval(timer);
      look();
      return peak - start;
    },
  };
}
