package nsx.repl.complete;

/**
 * One proposal.
 *
 * @param text the text that replaces the fragment before the cursor
 * @param group the heading of its group
 * @param summary a one-line description, or empty
 * @param complete whether the word is complete, so that a space follows
 */
public record Proposal(String text, String group, String summary, boolean complete) {}
