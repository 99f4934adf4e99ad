/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The practice files that were open, the latest first, and the last one; kept in the settings. */

/* (transfer full): NULL-terminated paths of those that are still there. */
char **tranche_recent_files_list (GSettings *settings);

/* Puts @path first. */
void tranche_recent_files_add (GSettings *settings, const char *path);

/* (transfer full): "Elliott & Co" of "/home/me/Elliott & Co.tranche". */
char *tranche_recent_files_dup_name (const char *path);

/* (transfer full): the folder, with ~ for the home folder. */
char *tranche_recent_files_dup_folder (const char *path);

G_END_DECLS
