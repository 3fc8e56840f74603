/** The words: what a script may say, and how each becomes operations on the kernel. */
package nsx.dsl;
