/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NEW_FILE_DIALOG (tranche_new_file_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheNewFileDialog,
                      tranche_new_file_dialog,
                      TRANCHE,
                      NEW_FILE_DIALOG,
                      AdwDialog)

/**
 * TrancheNewFileDialog:
 *
 * Asks for the office's name, the adviser's and the place, and makes the file.
 *
 * Signals:
 *  - created (const char *path): the file is there and complete; the dialog closes by itself
 */
AdwDialog *tranche_new_file_dialog_new (void);

G_END_DECLS
