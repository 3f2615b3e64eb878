# SPDX-License-Identifier: GPL-2.0-or-later
"""What the analyst reads when a call fails: one sentence that says what is wrong and what to do."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..protocol.status import Code, RpcError


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("Sentences", text)


def _by_reason(reason: str) -> str:
    return {
        "NOT_RUNNING": tr("No SolarGis server answers at this address. Start one, or check the address in the settings."),
        "CONNECTION_LOST": tr("The connection to the server was lost. Jobs keep running there; the plugin connects again by itself."),
        "NOT_GRPC": tr("Something answers at this address, but it is no SolarGis server. Check the address and the gRPC-Web port "
                       "(50072 unless changed) in the settings."),
        "TLS": tr("The server's certificate was not accepted. Check it under Settings > Options > Authentication."),
        "AUTH_CONFIG": tr("The chosen authentication cannot be used. Unlock QGIS's authentication database or choose another "
                          "configuration in the settings."),
        "HTTP_407": tr("The network proxy asks for a password. Set it under Settings > Options > Network."),
        "HTTP_404": tr("The server does not know this request. Check the address, or update the server or the plugin."),
    }.get(reason, "")


def _by_code(code: Code) -> str:
    return {
        Code.CANCELLED: tr("Cancelled."),
        Code.UNKNOWN: tr("The server failed without saying why. Try again; its log has the details."),
        Code.INVALID_ARGUMENT: tr("The server did not accept the request."),
        Code.DEADLINE_EXCEEDED: tr("The server did not answer in time. It may be busy: try again."),
        Code.NOT_FOUND: tr("The server does not have this any more."),
        Code.ALREADY_EXISTS: tr("The server already has this under the same name."),
        Code.PERMISSION_DENIED: tr("The server does not allow this. Ask its administrator, or use a server of your own."),
        Code.RESOURCE_EXHAUSTED: tr("The server is at its limit. Choose a smaller region or try again later."),
        Code.FAILED_PRECONDITION: tr("The server cannot do this now."),
        Code.ABORTED: tr("The server was interrupted. Try again."),
        Code.OUT_OF_RANGE: tr("A value is outside of what the server accepts."),
        Code.UNIMPLEMENTED: tr("This server is too old for that. Update the server."),
        Code.INTERNAL: tr("The server failed. Try again; its log has the details."),
        Code.UNAVAILABLE: tr("The server does not answer. Check that it is running; the plugin tries again by itself."),
        Code.DATA_LOSS: tr("The data arrived damaged. Try again."),
        Code.UNAUTHENTICATED: tr("The server did not accept the token. Check the authentication in the settings; a server on this "
                                 "computer writes its token into its ready file."),
    }.get(code, tr("The server failed. Try again; its log has the details."))


def sentence(error: RpcError) -> str:
    """Return the sentence to show for an error.

    The server's own words come first where it has some: they name the band, the file, the limit.
    """
    if error.code == Code.UNAUTHENTICATED and error.reason != "AUTH_CONFIG":
        return _by_code(error.code)
    text = _by_reason(error.reason) or error.message.strip() or _by_code(error.code)
    known = {description for _, description in error.violations}
    missing = [d for d in sorted(known) if d and d not in text]
    return " ".join([text, *missing])
