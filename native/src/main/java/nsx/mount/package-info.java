/** Mounting: file systems, bind mounts, and what their options say. */
package nsx.mount;
