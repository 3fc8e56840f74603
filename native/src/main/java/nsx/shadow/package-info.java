/**
 * Networks as a plan leaves them: requests are answered as the kernel would answer when the plan's earlier requests had been
 * carried out. Nothing here changes anything.
 */
package nsx.shadow;
