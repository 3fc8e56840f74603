/** Facts that the kernel shows as text under /proc: each file's format as {@code parse(text)}, and reading it from a root. */
package nsx.proc;
