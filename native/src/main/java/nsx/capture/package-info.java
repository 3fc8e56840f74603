/** Frames of a device: what they say as pure functions of bytes, files of them, and captures through a ring of the kernel's. */
package nsx.capture;
