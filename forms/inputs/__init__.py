"""Questions as a page shows them: what stands in each input, what is wrong with it, and its name."""
