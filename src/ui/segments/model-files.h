/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

/* Asks where to, and writes the model there as CSV or JSON, by the name's end. */
void tranche_model_files_export (TranchePage *page, gint64 model_id, const char *model_name);

/* Asks for a file, shows what it would change in the model, and does it if that is wanted. */
void tranche_model_files_import (TranchePage *page, gint64 model_id);

G_END_DECLS
