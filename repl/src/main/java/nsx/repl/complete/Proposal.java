package nsx.repl.complete;

/**
 * One proposal.
 *
 * @param text the text that replaces the fragment before the cursor
 * @param group the heading above it
 * @param summary one line, or empty
 * @param complete whether it is complete, so that a space follows
 */
public record Proposal(String text, String group, String summary, boolean complete) {}
