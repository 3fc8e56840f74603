/** The policies of IPsec as the kernel lists them (linux/xfrm.h): tables and pure functions of bytes. */
package nsx.xfrm;
