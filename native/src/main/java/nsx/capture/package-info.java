/** Captures of the frames of devices through a ring of the kernel's, and files of them. */
package nsx.capture;
