/**
 * Reads facts that the kernel shows as text under /proc: {@code parse(text)} for each file's format, and reading from
 * a root directory.
 */
package nsx.proc;
