# SPDX-License-Identifier: MIT
"""The Python dialect: scenarios that only a Python can run.

A plain scenario never comes here.
"""
