/**
 * Captures the frames of devices through a ring of the kernel, dissects them as pure functions of bytes and writes
 * them to files.
 */
package nsx.capture;
