"""Kernels for many visitors: forked from one process that has the imports done.

The server's side is `settings`, `manager`, `specs` and `provisioner`; the other side,
a process of its own, is `zygote`. This file imports nothing, because the zygote loads it
and every kernel would carry what it brings in.
"""
