/** Peak memory of this process over what it was at the start, in bytes. */
export function watchRss(): { stop(): number } {
  const start = process.memoryUsage.rss();
  let peak = start;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak - start;
    },
  };
}
