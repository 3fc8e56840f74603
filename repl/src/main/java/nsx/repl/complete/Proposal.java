package nsx.repl.complete;

/**
 * One proposal.
 *
 * @param text what the fragment before the cursor becomes
 * @param group the heading under which it stands
 * @param summary one line, or empty
 * @param complete whether nothing more belongs to it, so that a space may follow
 */
public record Proposal(String text, String group, String summary, boolean complete) {}
