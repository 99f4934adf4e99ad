/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrancheTypesetter:
 *
 * The fonts and the text already shaped, kept from one document to the next: a thousand letters of
 * the same package share most of their words. It and every layout made with it belong to one thread
 * at a time; two threads have one each, with a font map of its own. Memory stays bounded however
 * many documents pass through.
 */
typedef struct _TrancheTypesetter TrancheTypesetter;

TrancheTypesetter *tranche_typesetter_new (void);
TrancheTypesetter *tranche_typesetter_ref (TrancheTypesetter *typesetter);
void tranche_typesetter_unref (TrancheTypesetter *typesetter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheTypesetter, tranche_typesetter_unref)

/* The type family documents are set in: the first of Adwaita Sans, Inter, Cantarell and DejaVu Sans
 * that fontconfig has, else its "Sans". */
const char *tranche_typesetter_get_family (TrancheTypesetter *typesetter);

G_END_DECLS
