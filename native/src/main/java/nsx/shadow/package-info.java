/**
 * Networks and IPC namespaces as a plan leaves them: requests and looks are answered as the kernel would answer when the plan's
 * earlier changes had been carried out. Nothing here changes anything.
 */
package nsx.shadow;
