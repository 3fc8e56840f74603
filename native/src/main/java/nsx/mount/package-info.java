/** Mounts file systems and bind mounts, and handles mount options. */
package nsx.mount;
