@echo off
rem Installs tuiwizard without a network: finds a Python; install.py does the rest.
rem Plain ASCII: the console may show anything else as rubbish, or stumble over it.
setlocal
set "TRY=import sys, venv; sys.exit(sys.version_info < (3, 11))"
for %%V in (3.15 3.14 3.13 3.12 3.11 3) do (
    py -%%V -c "%TRY%" >nul 2>nul && set "FOUND=py -%%V" && goto found
)
python -c "%TRY%" >nul 2>nul && set "FOUND=python" && goto found
echo Python 3.11 or later was not found. Use the one-file program, which needs none; see README.txt.
set CODE=2
goto end
:found
%FOUND% -I "%~dp0install.py" %*
set CODE=%ERRORLEVEL%
:end
if "%~1"=="" pause
exit /b %CODE%
